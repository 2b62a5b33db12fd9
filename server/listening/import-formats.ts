/** Exports of known products, told by their headers, with what in them means something else than it says. */
import type { ImportField } from '../../contract/listening.ts'
import { foldName } from './import-names.ts'

interface Format {
  readonly name: string
  /** Columns that no other product has together. */
  readonly has: readonly string[]
  /** By folded name, over what names usually mean. */
  readonly fields: Readonly<Record<string, ImportField>>
}

const formats: readonly Format[] = [
  // Our own export; see `export-columns.ts`.
  {
    name: 'maeari',
    has: ['maearimention', 'remoteid', 'occurredat', 'text'],
    fields: {
      maearimention: 'detail',
      publishedat: 'publishedAt',
      occurredat: 'publishedAt',
      remoteid: 'remoteId',
      authorid: 'authorId',
      inreplyto: 'replyTo',
      root: 'root',
      revision: 'detail',
      sentimentconfidence: 'detail',
      sentimentby: 'detail',
      intents: 'detail',
      urgency: 'detail',
      crisis: 'detail',
      spam: 'detail',
      topics: 'detail',
      owner: 'detail',
      state: 'detail',
      stateby: 'detail',
      statereason: 'detail',
      stateat: 'detail',
    },
  },
  {
    name: 'brandwatch',
    has: ['queryid', 'queryname', 'resourceid'],
    fields: {
      date: 'publishedAt',
      author: 'authorHandle',
      fullname: 'authorName',
      mentionid: 'detail',
      originalurl: 'detail',
      contentsourcename: 'channel',
      unifiedsourcename: 'channel',
      pagetype: 'channel',
      domain: 'source',
      impressions: 'views',
      reachnew: 'reach',
      threadid: 'root',
      xreplyto: 'detail',
      twitterreplyto: 'detail',
      contentsource: 'channel',
    },
  },
  {
    name: 'meltwater',
    has: ['hitsentence', 'openingtext', 'keyphrases'],
    fields: {
      date: 'publishedAt',
      time: 'detail',
      alternatedateformat: 'detail',
      openingtext: 'text',
      hitsentence: 'text',
      influencer: 'authorName',
      twitterscreenname: 'authorHandle',
      twitterid: 'authorId',
      tweetid: 'remoteId',
      userprofileurl: 'authorUrl',
      desktopreach: 'detail',
      mobilereach: 'detail',
      nationalviewership: 'detail',
      state: 'detail',
    },
  },
  {
    name: 'mention',
    has: ['alertid', 'uniqueid', 'sourcename'],
    fields: {
      id: 'detail',
      uniqueid: 'remoteId',
      description: 'text',
      originalurl: 'url',
      clickableurl: 'detail',
      displayableurl: 'detail',
      createdat: 'detail',
      publishedat: 'publishedAt',
      sourcename: 'authorName',
      sourcetype: 'channel',
      sourceurl: 'authorUrl',
      languagecode: 'language',
      tone: 'sentiment',
    },
  },
  {
    name: 'union_metrics',
    has: ['id', 'screenname', 'text', 'time'],
    fields: { id: 'remoteId', screenname: 'authorHandle', text: 'text', time: 'publishedAt', retweets: 'shares' },
  },
]

/** The product that wrote a table with these headers; null for any other. */
export const formatOf = (headers: readonly string[]): Format | null => {
  const folded = new Set(headers.map(foldName))
  return formats.find(format => format.has.every(name => folded.has(name))) ?? null
}

/** The channel of products that follow one network only. */
export const channelOfFormat = (format: string | null): string | null => (format === 'union_metrics' ? 'x' : null)
