export { htmlToText } from './html/html-to-text.ts'
export { sanitizeHtml } from './html/sanitize-html.ts'
