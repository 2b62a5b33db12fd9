/** What the shell offers to the pages inside it. */
import { createContext, use } from 'react'

export interface ShellTools {
  /** Whether live updates arrive. */
  readonly isLive: boolean
  readonly openPalette: () => void
  readonly openShortcuts: () => void
}

export const ShellContext = createContext<ShellTools | null>(null)

/** Only below the shell. */
export const useShell = (): ShellTools => {
  const tools = use(ShellContext)
  if (!tools) throw new Error('useShell outside the shell')
  return tools
}
