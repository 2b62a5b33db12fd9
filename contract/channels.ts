/** Channels: where people speak. Connectors, accounts, sources, items and deliveries; a file each in the folder of this name. */
import { accountEndpoints } from './channels/accounts.ts'
import { connectorEndpoints } from './channels/connectors.ts'
import { itemEndpoints } from './channels/items.ts'
import { sourceEndpoints } from './channels/sources.ts'

export * from './channels/accounts.ts'
export * from './channels/connectors.ts'
export * from './channels/items.ts'
export * from './channels/sources.ts'

export const channelsEndpoints = [
  ...connectorEndpoints,
  ...accountEndpoints,
  ...sourceEndpoints,
  ...itemEndpoints,
] as const
