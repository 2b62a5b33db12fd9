/** Command-line verbs of channels. */
export { importCommand } from './commands/import.ts'
