/** Channels: where people speak. Connectors, accounts, sources, items and deliveries; a file each in the folder of this name. */
import { accountEndpoints } from './channels/accounts.ts'
import { connectionEndpoints } from './channels/connections.ts'
import { connectorEndpoints } from './channels/connectors.ts'
import { deliveryEndpoints } from './channels/deliveries.ts'
import { importEndpoints } from './channels/imports.ts'
import { itemEndpoints } from './channels/items.ts'
import { outgoingFileEndpoints } from './channels/outgoing-files.ts'
import { sourceEndpoints } from './channels/sources.ts'
import { widgetEndpoints } from './channels/widgets.ts'

export * from './channels/accounts.ts'
export * from './channels/connections.ts'
export * from './channels/connectors.ts'
export * from './channels/deliveries.ts'
export * from './channels/import-fields.ts'
export * from './channels/imports.ts'
export * from './channels/items.ts'
export * from './channels/outgoing-files.ts'
export * from './channels/sources.ts'

export const channelsEndpoints = [
  ...connectorEndpoints,
  ...accountEndpoints,
  ...sourceEndpoints,
  ...connectionEndpoints,
  ...itemEndpoints,
  ...deliveryEndpoints,
  ...outgoingFileEndpoints,
  ...importEndpoints,
  ...widgetEndpoints,
] as const
