/** Names that say how the reader came, whatever the site; compared in lower case. */
const always = new Set(
  `fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid msclkid twclid ttclid li_fat_id igshid igsh epik
  yclid ysclid ymclid yadclid yadordid ycsid etext _openstat openstat erid roistat roistat_visit rb_clickid vkclid
  mc_cid mc_eid mc_tc mkt_tok vero_id vero_conv wickedid oly_anon_id oly_enc_id ml_subscriber ml_subscriber_hash
  _hsenc _hsmi __hssc __hstc __hsfp hsctatracking _ga _gl _ke _branch_match_id _branch_referrer dm_i s_cid s_kwcid
  ga_source ga_medium ga_term ga_content ga_campaign ga_place gs_l gws_rd wt_mc wt.mc_id wt_zmc wt.tsrc xtor at_link_id
  fb_action_ids fb_action_types fb_source fb_ref fb_comment_id fref hc_ref hc_location __tn__ __xts__ __cft__
  ref_src ref_url __twitter_impression guccounter guce_referrer guce_referrer_sig smid smtyp sr_share nr_email_referer
  cmpid icid ncid ocid zanpid spm scm trk trkcampaign trkinfo cvid tg_rhash sc_campaign sc_channel sc_content
  sc_medium sc_outcome sc_geo sc_country elqtrackid elqtrack elqaid elqat elqcampaignid srsltid syclid
  phpsessid jsessionid aspsessionid cfid cftoken`.split(/\s+/),
)

const families =
  /^(utm[_-]|mtm_|pk_|piwik_|matomo_|hsa_|itm_|at_(custom|campaign|medium|format|ptr|source)|aspsessionid|__cft__)/

/** Names that also carry real meaning, and are tracking only with a value that names a channel. */
const channelNames = new Set([
  'from',
  'ref',
  'referer',
  'referrer',
  'source',
  'src',
  'partner',
  'via',
  'emc',
  'feature',
  'cmp',
  'mod',
])
const channels =
  /^(rss|rdf|atom|feed|xml)([-_.]?\w*)$|^(feedburner|twitter|facebook|telegram|vk|vkontakte|odnoklassniki|whatsapp|share|shared|social|newsletter|email|push|yandex|yandex_?news|yxnews|ya_?news|google_?news|smi2|mirtesen|informer)$/i

/** True for a query parameter that does not choose what is shown. */
export function isTracking(name: string, value: string): boolean {
  const key = name.toLowerCase()
  return always.has(key) || families.test(key) || (channelNames.has(key) && channels.test(value))
}
