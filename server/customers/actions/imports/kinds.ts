/** What files may hold about people, as the engine of imports asks for it. */
import type { ImportKind } from '../../../channels/index.ts'
import { callTable } from '../../imports/call-columns.ts'
import { chatTable, contactTable, orderTable, ticketTable } from '../../imports/kinds.ts'
import { importSentences } from '../../imports/sentences.ts'
import { bringCalls, previewCalls } from './calls.ts'
import { bringContacts, previewContacts } from './contacts.ts'
import { bringOrders, previewOrders } from './orders.ts'
import { bringRecords, previewRecords } from './records.ts'
import { takeBackPeople } from './undoing.ts'

const common = { permission: 'customers.contacts', sentences: importSentences, takeBack: takeBackPeople } as const

export const peopleFiles: readonly ImportKind[] = [
  { ...chatTable, ...common, preview: previewRecords('chats'), bring: bringRecords('chats') },
  { ...callTable, ...common, preview: previewCalls, bring: bringCalls },
  { ...ticketTable, ...common, preview: previewRecords('tickets'), bring: bringRecords('tickets') },
  { ...orderTable, ...common, preview: previewOrders, bring: bringOrders },
  { ...contactTable, ...common, preview: previewContacts, bring: bringContacts },
]
