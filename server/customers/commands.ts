/** The room's commands. */
import type { Command } from '../platform/command.ts'
import { resolveCommand } from './commands/resolve.ts'

export const commands: readonly Command[] = [resolveCommand]
