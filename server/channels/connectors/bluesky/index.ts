/** Bluesky and any other AT Protocol network. */
import type { Connector } from '../../connector.ts'
import { manifest } from './manifest.ts'

export const bluesky: Connector = { manifest }
