/** What a connector is: a manifest and optional parts. Pure types; a new network is a new folder below `connectors/`. */
import type { Field, Manifest } from '../../contract/channels.ts'
import type { Beside, ThreadClue } from './beside.ts'
import type { Outside } from './outside.ts'

export type { Outside, OutsideAnswer, OutsideSocket } from './outside.ts'
export type { Field }

/**
 * Why something did not work, by what helps:
 * `refresh` the person must connect the account again; `bad_content` the network will never take it as it is;
 * `try_again` later, the tries are counted unless the network itself named the time (`afterSeconds`);
 * `gone` the place is no more.
 */
export interface Failure {
  readonly class: 'refresh' | 'bad_content' | 'try_again' | 'gone'
  /** A stable code of `sentences.ts`. */
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>>
  /** The network said when (Retry-After). */
  readonly afterSeconds?: number
  /** The account's session must be renewed before anything works again. */
  readonly needsRenewal?: boolean
}

export interface Refused {
  readonly ok: false
  readonly failure: Failure
  /** The filled-in field that is to blame. */
  readonly field?: string
}

/** An account as a connector sees it. `secret` and `session` are the connector's own texts, kept sealed. */
export interface ConnectedAccount {
  readonly remoteId: string
  readonly handle: string
  /** The base URL of the service that holds the account. */
  readonly service: string
  readonly secret: string
  readonly session: string | null
}

export interface FoundSource {
  readonly kind: string
  /** What is public of the settings. */
  readonly address: string
  /** What makes it the same source again; the address where absent. */
  readonly key?: string
  readonly name: string
  /** Where the place stands now: a stream goes on from here when it is opened. Absent: from when it is opened. */
  readonly cursor?: string
}

export type Connecting =
  | {
      readonly ok: true
      readonly remoteId: string
      readonly handle: string
      readonly displayName: string
      readonly url: string | null
      readonly service: string
      readonly secret: string
      readonly session: string | null
      /** Sources that listen through the account, added by themselves. */
      readonly sources: readonly FoundSource[]
    }
  | Refused

export interface Named {
  readonly remoteId: string
  readonly handle: string | null
  readonly displayName: string | null
  readonly url: string | null
  readonly avatarUrl: string | null
  readonly followers: number | null
}

/** Who we are to servers that let people in by themselves. */
export interface OurClient {
  readonly id: string
  /** Where people return to. */
  readonly redirectUri: string
  /** The private key that proves it (JWK, P-256); null where nobody can ask for its public half. */
  readonly key: object | null
}

interface SigningIn {
  readonly client: OurClient
  readonly now: Date
  readonly signal?: AbortSignal
}

/** Connecting by a visit to the account's own server, instead of a password that is handed to us. */
export interface SignInPart {
  /** @param asked.state seals what must be remembered into the word that comes back with the person. */
  begin(
    outside: Outside,
    asked: SigningIn & {
      readonly fields: Readonly<Record<string, string>>
      readonly state: (flow: string) => string
    },
  ): Promise<{ readonly ok: true; readonly url: string } | Refused>
  /** @param asked.answer what the person's browser brought back. */
  finish(
    outside: Outside,
    asked: SigningIn & { readonly flow: string; readonly answer: Readonly<Record<string, string | undefined>> },
  ): Promise<Connecting>
  /** Makes a new session of the old one. Never called twice at the same time for an account. */
  renew(outside: Outside, asked: SigningIn & { readonly account: ConnectedAccount }): Promise<Renewed>
  /** When a session should be renewed; null for one that needs none. Pure. */
  renewAt(session: string, now: Date): Date | null
  /** What is served at the address that is our client's name. Pure. */
  clientDocument(client: OurClient, homepage: string): Record<string, unknown>
  /** Our name where nobody can read a document of ours. Pure. */
  loopbackClientId(redirectUri: string): string
}

export type Renewed =
  | { readonly kind: 'renewed'; readonly session: string }
  | { readonly kind: 'failed'; readonly failure: Failure }

export interface IdentityPart {
  /** Asks the network who the filled-in fields belong to. */
  connect(
    outside: Outside,
    asked: { readonly fields: Readonly<Record<string, string>>; readonly now: Date; readonly signal?: AbortSignal },
  ): Promise<Connecting>
  /** Asks whether the network still knows the account: `failure` is null when it does. For accounts that nothing else asks in the name of. */
  check?(
    outside: Outside,
    account: ConnectedAccount,
    signal: AbortSignal,
  ): Promise<{ readonly failure: Failure | null; readonly session?: string }>
  readonly signIn?: SignInPart
  /** Ends a session that is no longer wanted. @returns what stood in the way, when trying again may help. */
  revoke?(
    outside: Outside,
    asked: {
      readonly account: ConnectedAccount
      readonly client: OurClient | null
      readonly now: Date
      readonly signal?: AbortSignal
    },
  ): Promise<Failure | null>
  /** Who is behind remote ids that came without a name. Ids that nobody knows are left out; `failure` says that some could not be asked. */
  name?(
    outside: Outside,
    asked: { readonly remoteIds: readonly string[]; readonly service: string | null; readonly signal?: AbortSignal },
  ): Promise<{ readonly named: readonly Named[]; readonly failure: Failure | null }>
}

/** One post, article or message as a network gave it. Texts may be hostile; the store makes them storable. */
export interface Incoming {
  /** Unique on the channel; a private message's is scoped by its account. */
  readonly remoteId: string
  /** Empty for the first and only one. */
  readonly revision: string
  readonly kind: 'post' | 'reply' | 'quote' | 'article' | 'comment' | 'message'
  readonly title: string | null
  readonly text: string
  readonly url: string | null
  readonly author: Named
  readonly inReplyToRemoteId: string | null
  /** The first item of its thread; null when it is itself the first. */
  readonly rootRemoteId: string | null
  /** Remote ids of the accounts that it answers or mentions, the answered one first. */
  readonly addressedTo: readonly string[]
  /** As the network claims it. */
  readonly publishedAt: Date | null
  /** As the author claims it, BCP 47. */
  readonly language: string | null
  /** As it came, for the archive and for answers. */
  readonly raw: unknown
  readonly beside?: Beside
  readonly thread?: ThreadClue
  /** It says that messages of ours came back: the delivery among these remote ids has failed after all. */
  readonly cameBack?: { readonly remoteIds: readonly string[]; readonly failure: Failure }
}

/** Something that was done without words: to one of our posts, or to an account. It asks for no answer. */
export interface Engagement {
  /** The network's own id of the act: the same act again is known by it. */
  readonly remoteId: string
  readonly kind: 'like' | 'repost' | 'follow'
  readonly author: Named
  /** The remote id of our post; null for a follow. */
  readonly onRemoteId: string | null
  readonly at: Date | null
}

export interface PullAsk {
  readonly kind: string
  readonly address: string
  /** Opaque; null for the first time. */
  readonly cursor: string | null
  readonly account: ConnectedAccount | null
  /** A hub tells us of news: the poll is the sure way beside it. */
  readonly hasHub?: boolean
  readonly now: Date
  /** Words that topics are found by, for kinds that search. */
  readonly terms?: readonly string[]
}

export type Pulled =
  | {
      readonly kind: 'pulled'
      readonly incoming: readonly Incoming[]
      readonly engagements?: readonly Engagement[]
      readonly cursor: string | null
      /** Sooner or later than usual: 0 when more is waiting, more when the network asks for patience. */
      readonly nextAfterSeconds?: number
      /** It moved for good. */
      readonly movedTo?: string
      /** The WebSub hub that tells of news here, null where there is none; absent: nothing was learned of it. */
      readonly hub?: { readonly hub: string; readonly topic: string } | null
      readonly session?: string
    }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly session?: string }

export interface StreamAsk {
  readonly kind: string
  readonly address: string
  readonly cursor: string | null
  /** Of kinds that listen with an account's own secret. */
  readonly account?: ConnectedAccount
}

/** An empty batch says that the stream lives. */
export interface StreamBatch {
  readonly incoming: readonly Incoming[]
  readonly cursor: string | null
  /** Pieces that could not be read and were left behind. */
  readonly unreadable?: number
  /** Remote ids of items that their authors deleted. */
  readonly removed?: readonly string[]
  /** Remote ids of authors who are gone with all that they said. */
  readonly removedAuthors?: readonly string[]
  /** Authors who have another handle now. */
  readonly renamed?: readonly { readonly remoteId: string; readonly handle: string }[]
  /** Some of what was said after our place can no longer be had. */
  readonly hasGap?: boolean
}

export interface SourceKind {
  readonly way: 'poll' | 'stream'
  /** Seconds between polls; null for streams. */
  readonly everySeconds: number | null
  /** A stream that listens with the account's own secret: it serves this account alone, and all that it brings is kept. */
  readonly isAccountsOwn?: true
  /** Finds the place behind what a person filled in. Absent: people cannot add such a source by hand. */
  find?(
    outside: Outside,
    asked: { readonly fields: Readonly<Record<string, string>>; readonly now: Date; readonly signal?: AbortSignal },
  ): Promise<{ readonly ok: true; readonly source: FoundSource } | Refused>
  poll?(outside: Outside, asked: PullAsk, signal: AbortSignal): Promise<Pulled>
  /** Throws when it breaks; it is then opened again from the last stored cursor. */
  stream?(outside: Outside, asked: StreamAsk, signal: AbortSignal): AsyncIterable<StreamBatch>
}

export interface FoundFeed {
  readonly url: string
  readonly title: string
  readonly latest: readonly { readonly title: string; readonly publishedAt: Date | null }[]
}

/** What was said around an item. */
export type ThreadRead =
  | {
      readonly kind: 'read'
      readonly incoming: readonly Incoming[]
      /** Remote ids of what is said not to be there. */
      readonly missing: readonly string[]
      readonly session?: string
    }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly session?: string }

export interface ListenPart {
  readonly kinds: Readonly<Record<string, SourceKind>>
  /** Ancestors of an item and answers to it, as far as the network tells, a bounded number. */
  thread?(
    outside: Outside,
    asked: { readonly remoteId: string; readonly raw: unknown; readonly account: ConnectedAccount | null },
    signal: AbortSignal,
  ): Promise<ThreadRead>
  /** Looks behind any web address for places of this channel. */
  discover?(
    outside: Outside,
    asked: { readonly url: string; readonly now: Date; readonly signal?: AbortSignal },
  ): Promise<{ readonly ok: true; readonly found: readonly FoundFeed[] } | Refused>
}

/** What is sent: the same delivery gives the same remote id and the same content, however often it is tried. */
export interface Outgoing {
  readonly deliveryId: string
  readonly text: string
  /** Decided before the first call; null where the network decides. */
  readonly remoteId: string | null
  readonly plannedAt: Date
  readonly account: ConnectedAccount
  /** Null for a post of our own. */
  readonly target: { readonly remoteId: string; readonly url: string | null; readonly raw: unknown } | null
  /** The delivery that this one continues; it was sent. `version` is the connector's own word of it. */
  readonly previous?: { readonly remoteId: string; readonly version: string | null } | null
  readonly media?: readonly OutgoingMedia[]
  readonly files?: readonly OutgoingFile[]
}

export interface OutgoingFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

export interface OutgoingMedia {
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly width: number
  readonly height: number
  readonly alt: string
}

export type Sent =
  | {
      readonly kind: 'sent'
      readonly remoteId: string
      readonly url: string | null
      /** What a message that continues this one must know of it. */
      readonly version?: string
      readonly session?: string
    }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly session?: string }
  /** It may have been taken: ask before anything else. */
  | { readonly kind: 'unknown'; readonly failure: Failure; readonly session?: string }

export type Asked =
  | Extract<Sent, { kind: 'sent' }>
  | { readonly kind: 'absent'; readonly session?: string }
  | { readonly kind: 'unknown'; readonly failure: Failure; readonly session?: string }

export interface ReplyPart {
  /** The remote id that a delivery will have; null where the network decides. Pure. */
  remoteId(delivery: { readonly id: string; readonly plannedAt: Date; readonly accountRemoteId: string }): string | null
  send(outside: Outside, outgoing: Outgoing, signal: AbortSignal): Promise<Sent>
  /** Whether a delivery whose outcome nobody heard has arrived. */
  ask(outside: Outside, outgoing: Outgoing, signal: AbortSignal): Promise<Asked>
  /** Deletes what was sent; what is gone already counts as done. */
  withdraw?(
    outside: Outside,
    asked: { readonly remoteId: string; readonly account: ConnectedAccount },
    signal: AbortSignal,
  ): Promise<Withdrawn>
}

export type Withdrawn =
  | { readonly kind: 'done'; readonly session?: string }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly session?: string }

/** How posts of ours do, as their network counts. */
export interface Counted {
  readonly remoteId: string
  readonly likes: number
  readonly reposts: number
  readonly replies: number
  readonly quotes: number
}

export type Measured =
  /** What is not among `counted` is not there (any more, or yet). */
  | { readonly kind: 'measured'; readonly counted: readonly Counted[]; readonly session?: string }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly session?: string }

export interface MetricsPart {
  /** Posts that one call can ask about. */
  readonly atOnce: number
  measure(
    outside: Outside,
    asked: { readonly account: ConnectedAccount; readonly remoteIds: readonly string[] },
    signal: AbortSignal,
  ): Promise<Measured>
}

export interface Connector {
  readonly manifest: Manifest
  readonly identity?: IdentityPart
  readonly listen?: ListenPart
  readonly reply?: ReplyPart
  readonly metrics?: MetricsPart
}
