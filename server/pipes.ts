/** Commands that need neither a database nor the other rooms: a pipe begins at once, and loads its own room alone. */
import type { Command } from './platform/command.ts'

const loaders: readonly (() => Promise<{ commands: readonly Command[] }>)[] = [
  () => import('./understanding/commands.ts'),
  () => import('./customers/commands.ts'),
  () => import('./listening/commands.ts'),
  () => import('./voice/commands.ts'),
]

/** @returns null where no pipe has this name. */
export const findPipe = async (name: string): Promise<Command | null> => {
  for (const load of loaders) {
    const found = (await load()).commands.find(one => one.name === name)
    if (found) return found
  }
  return null
}
