/** The list of connectors: a new network is one folder and one line here. */
import type { Connector } from '../connector.ts'
import { bluesky } from './bluesky/index.ts'
import { feeds } from './feeds/index.ts'
import { mail } from './mail/index.ts'
import { webChat } from './web-chat/index.ts'

export const connectors: readonly Connector[] = [feeds, bluesky, mail, webChat]

/** The connector of a channel; undefined for channels that only imports or the demo know. */
export const connectorOf = (channel: string): Connector | undefined =>
  connectors.find(connector => connector.manifest.channel === channel)
