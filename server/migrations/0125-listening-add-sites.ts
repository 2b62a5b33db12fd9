/** The site that a mention stands on, where its channel gathers many: what places are ranked by. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table listening.mentions add column site text`.execute(db)
  // Of what was heard before: the host, and on Naver's blogs and cafés the first step of the path.
  await sql`
    with hosts as (
      select item.workspace_id, item.id, item.url,
        rtrim(regexp_replace(lower(substring(item.url from '^https?://(?:[^/@]*@)?([^/:?#]+)')), '^(www|m|mobile|amp)\\.', ''), '.') as host
      from channels.items as item where item.channel = 'feed'
    )
    update listening.mentions as mention set site = case
      when hosts.host in ('blog.naver.com', 'cafe.naver.com', 'brunch.co.kr', 'medium.com', 'velog.io')
        then concat_ws('/', hosts.host, nullif(substring(hosts.url from '^https?://[^/]+/([^/?#]+)'), ''))
      else hosts.host end
    from hosts
    where hosts.workspace_id = mention.workspace_id and hosts.id = mention.item_id and hosts.host like '%.%'`.execute(
    db,
  )
  await sql`
    create index mentions_site on listening.mentions (workspace_id, site, occurred_at desc, id desc)
      where site is not null`.execute(db)
}
