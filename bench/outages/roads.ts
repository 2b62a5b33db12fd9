/** The roads that outages are tried on: a connector's drill is one entry here. */
import { openBluesky } from './bluesky.ts'
import { openFeeds } from './feeds.ts'
import { openFiles } from './files.ts'
import type { Ground, Road } from './ground.ts'
import { openMail } from './mail.ts'

export const roads: Readonly<Record<string, (ground: Ground) => Promise<Road>>> = {
  feeds: openFeeds,
  bluesky: openBluesky,
  files: openFiles,
  mail: openMail,
}
