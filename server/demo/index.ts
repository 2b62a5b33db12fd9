/**
 * The demo: a made-up shop, 하늘상점, with twelve weeks of voices. Played through the rooms' own doors, so that what a
 * visitor, a test or a bench sees is what the product does with real input. It stands after the last room.
 */
export { closePlay, type DemoOptions, openDemo, pageCount, playPage, preparePage, readPage } from './play.ts'
