/** What a room of the web brings to the house: pages, navigation, settings, palette entries, slot fillers, live facts. */
import type { QueryClient } from '@tanstack/react-query'
import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import type { AnyEndpoint } from '../../contract/endpoint.ts'
import type { Permission } from '../../contract/permissions.ts'

type Load = () => Promise<ComponentType>

/** What fills a slot; made by `fill` of `slots.tsx`. */
export interface Fill {
  readonly slot: string
  /** Lower comes first. */
  readonly order: number
  readonly component: ComponentType<never>
}

export interface Page {
  /** Below `/w/:workspaceId`, with `$name` for parameters: `/listen`, `/customers/$customerId`. */
  readonly path: string
  readonly load: Load
  /** Without it the page shows the forbidden state. */
  readonly permission?: Permission
}

/** A page outside workspaces and without the shell: `/sign-in`. */
export interface BarePage {
  readonly path: string
  readonly load: Load
}

export interface NavEntry {
  readonly path: string
  readonly label: () => string
  readonly icon: LucideIcon
  /** `foot` stands apart, beside 설정. */
  readonly group: 'top' | 'measure' | 'deliver' | 'plan' | 'optimize' | 'foot'
  readonly permission?: Permission
  /** A hook: the number beside the label, null for none; `isHot` paints it red. */
  readonly useCount?: () => { value: number | null; isHot?: boolean }
  /** Stands among the tabs at the bottom of a phone. */
  readonly isTab?: boolean
  /** The key after `g` that goes there: `g l`. */
  readonly key?: string
}

export interface SettingsPage {
  /** Below `/w/:workspaceId/settings`: `/members`. */
  readonly path: string
  readonly label: () => string
  readonly group: 'mine' | 'workspace' | 'channels' | 'system'
  readonly load: Load
  readonly permission?: Permission
}

export interface LiveTools {
  readonly workspaceId: number
  readonly client: QueryClient
  /** Refetches what is on screen of these endpoints; bursts become one. */
  readonly refetch: (...endpoints: readonly AnyEndpoint[]) => void
}

/** Hears a fact with its ids and refetches or patches what it made stale. */
export type HearFact = (ids: readonly string[], tools: LiveTools) => void

export interface Room {
  readonly name: string
  readonly pages?: readonly Page[]
  readonly barePages?: readonly BarePage[]
  readonly nav?: readonly NavEntry[]
  readonly settings?: readonly SettingsPage[]
  readonly fills?: readonly Fill[]
  /** By the fact's name: `listening.mentions_found`. */
  readonly facts?: Readonly<Record<string, HearFact>>
}
