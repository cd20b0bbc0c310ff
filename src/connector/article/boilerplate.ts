/** Words in a class or id that name what stands around an article, however long it is. */
const around = String.raw`comments? comment-?(?:list|area|section|thread)\w* disqus\w* respond replies related\w* recommend\w* recirc\w*
  outbrain\w* taboola\w* most-(?:read|popular|viewed) trending newsletter\w* cookies? consent gdpr paywall\w*
  more-(?:stories|news|articles) jp-relatedposts author-(?:bio|box|info|card|about) about-(?:the-)?author sr-only visually-hidden
  screen-reader-text breadcrumbs? see-also read-?more also-?read`
/** Words that also name parts of an article, so that only what is short is taken at them. */
const asides = String.raw`popular-?posts? sign-?up\w* subscri\w+ promo\w* sponsor\w* advert\w* ads? adsbygoogle donat\w+
  ad-?\w*(?:slot|box|unit|wrapper|container) share\w* sharing sharedaddy social\w* follow-us tag-?list tags post-tags
  entry-tags topics-list copyright popup modal overlay print-?link toolbar tools pagination pager post-nav\w* nav-links
  skip-link noprint push-subscribe telegram\w* b-share ya-share\w* yashare\w* addthis\w* addtoany\w* pluso uptolike likely`
const wordsOf = (list: string) =>
  new RegExp(String.raw`(?:^|[\s_-])(?:${list.split(/\s+/).join('|')})(?:$|[\s_-])`, 'i')
const aroundNames = wordsOf(around)
const asideNames = wordsOf(asides)
const always = `nav, button, dialog, iframe, object, embed, noscript, template, select, input, textarea,
  [role=navigation], [role=search], [role=dialog], [role=alertdialog], [role=contentinfo], [role=complementary], [hidden],
  .mw-editsection, [data-ad], [data-ad-slot], [aria-modal=true]`

/** Takes out of a page what is named as something else than the article; never most of the text, whatever its name. */
export function removeBoilerplate(document: Document): void {
  const body = document.body
  if (!body) return
  const whole = body.textContent?.length ?? 0
  const remove = (element: Element, longest: number) => {
    if (!element.parentNode || (element.textContent?.length ?? 0) > longest) return
    if (!element.querySelector('h1, [itemprop~="articleBody"]')) element.remove()
  }
  for (const element of body.querySelectorAll(always)) remove(element, whole * 0.3)
  for (const element of body.querySelectorAll('aside, footer')) remove(element, whole * 0.2)
  for (const element of body.querySelectorAll('[class], [id]')) {
    if (kept.test(element.tagName)) continue
    const names = `${element.getAttribute('class') ?? ''} ${element.id}`
    if (names.length > 600) continue
    if (aroundNames.test(names)) remove(element, Math.max(whole * 0.4, whole - 2500))
    else if (asideNames.test(names)) remove(element, Math.min(whole * 0.25, 600))
  }
}

const kept = /^(?:BODY|MAIN|ARTICLE|P|EM|STRONG|SPAN|B|I|TD|H[1-6])$/

const leadIns =
  /^\W*(?:read (?:more|also|next|full)|also read|see also|related(?: (?:stories|articles|news|posts|content|topics))?\s*(?::|$)|more (?:on|from|stories)|recommended|advertise?ment|sponsored|share (?:this|on)|follow us|sign up|subscribe (?:to|now)|click here|continue reading|story continues|watch(?: more)?:|listen:|читайте (?:также|ещ[её]|нас)|также читайте|читать (?:также|далее|ещ[её])|смотрите также|по теме\s*:?|подробнее\s*(?::|в сюжете|на)|реклама$|подписывайтесь|подпишитесь|поделиться|теги?\s*:|lesen sie (?:auch|mehr)|mehr zum thema|anzeige$|lire aussi|[àa] lire (?:aussi|également)|publicit[ée]$|leia (?:também|mais)|lea también|ver también|te puede interesar|publicidad$|leggi anche|lees ook|læs også|les også|läs (?:också|mer|även)|lue myös|czytaj (?:też|także|więcej|również)|přečtěte si|čtěte také|čítajte|olvass(?:a|on) (?:el|tovább)|citește și|прочетете|читайте й|читайте теж|oxşar|həmçinin oxuyun|оқи отырыңыз|daha fazla|okumaya devam)/iu

/** Takes invitations to read, share or subscribe elsewhere out of an extracted body. */
export function removeInvitations(body: Element): void {
  for (const element of body.querySelectorAll('p, li, h2, h3, h4, h5, div, strong, em, a')) {
    const text = (element.textContent ?? '').trim()
    if (text.length > 200 || text === '' || !leadIns.test(text)) continue
    const inSentence =
      /^(?:STRONG|EM|A)$/.test(element.tagName) &&
      (element.parentElement?.textContent?.trim().length ?? 0) > text.length + 5
    if (!inSentence && (text.length < 40 || linkShare(element, text) > 0.4)) element.remove()
  }
}

function linkShare(element: Element, text: string): number {
  if (element.tagName === 'A') return 1
  let linked = 0
  for (const link of element.querySelectorAll('a')) linked += link.textContent?.length ?? 0
  return linked / text.length
}
