/** Product token that robots.txt files address us by. */
export const robotsAgent = 'Bulletin'

/** Some sites give their feed only to programs that call themselves feed readers; this is one. */
export function userAgent(contact: string | undefined): string {
  const about = ['anti-drug news feed reader', ...(contact ? [`+${contact}`] : [])]
  return `${robotsAgent}/0.1 (${about.join('; ').replace(/[^\x20-\x7e]/g, '')})`
}
