/** Places that the pages of files offer. */
import type { FileImport } from '../../contract/channels.ts'
import { defineSlot } from '../platform/slots.tsx'

/** What a person may say about all rows of a file, where rows are of a kind that the filler knows: a `Field`. */
export const importSetting = defineSlot<{ one: FileImport }>('import.setting')
/** Where the rows of a file that is in are seen: a `Button`. */
export const importOpen = defineSlot<{ one: FileImport }>('import.open')
