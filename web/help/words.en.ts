/** English words of help. */
import type { English } from '../platform/i18n.ts'
import type { ko } from './words.ko.ts'

export const en: English<typeof ko> = {
  title: 'Help',
  search: 'Search help',
  contents: 'Contents',
  onPage: 'On this page',
  'group.use': 'Using it',
  'group.operate': 'Installing and running',
  'group.connect': 'Connecting',
  'group.understand': 'How it is made',
  'group.rooms': 'Room by room',
  'group.decisions': 'Why it was decided so',
  foreign: 'This page is not in English yet.',
  english: 'English',
  welcome: 'What are you looking for?',
  welcomeHint:
    'Search by words, or pick from the contents. All of it lies in this installation and can be read offline.',
  found: 'Found in {{count, number}} places',
  found_one: 'Found in {{count}} place',
  none: 'No page says “{{q}}”',
  noneHint: 'Try a shorter word.',
  unknown: 'There is no such page of help',
  unknownHint: 'Its address may have changed. Look in the contents.',
}
