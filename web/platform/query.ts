/** Hooks that read and change server state through the contract's endpoints. */
import {
  keepPreviousData,
  QueryClient,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AnyEndpoint, CallInput, Output } from '../../contract/endpoint.ts'
import { useToasts } from '../kit/toast.tsx'
import { applyDraft, type Draft, keyOf, refetcher } from './cache.ts'
import { call, isPassing, newKey } from './client.ts'
import { isProblemError } from './problem.ts'
import { isInWorkspace } from './request.ts'
import { usePathWorkspace } from './workspace.ts'

/** The query cache of the app: answers stay fresh for 30 s (live updates tell sooner), passing faults are tried again. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: true,
        retry: (count, error) => isPassing(error) && count < 3,
        retryDelay: count => Math.min(1000 * 2 ** count, 8000),
      },
    },
  })

export interface ReadOptions {
  /** False waits: for an input that is not complete yet, or a permission that is missing. */
  readonly when?: boolean
  /** Keeps the last answer on screen while the next input loads, so that nothing jumps. */
  readonly keep?: boolean
  readonly staleMs?: number
}

/** Reads an endpoint; the workspace comes from the address. */
export const useEndpoint = <E extends AnyEndpoint>(
  endpoint: E,
  input: CallInput<E>,
  options: ReadOptions = {},
): UseQueryResult<Output<E>> => {
  const workspaceId = usePathWorkspace()
  const place = isInWorkspace(endpoint) ? workspaceId : null
  return useQuery({
    queryKey: keyOf(endpoint, place, input),
    queryFn: ({ signal }) => call(endpoint, input, { workspaceId: place ?? undefined, signal }),
    enabled: (options.when ?? true) && (!isInWorkspace(endpoint) || place !== null),
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    ...(options.staleMs === undefined ? {} : { staleTime: options.staleMs }),
  }) as UseQueryResult<Output<E>>
}

type Paged<E> = Output<E> extends { items: readonly (infer I)[]; next: string | null } ? I : never
interface AnyPage {
  items: unknown[]
  next: string | null
}

export interface Pages<Item> {
  readonly items: readonly Item[]
  /** True until the first page is here. */
  readonly isPending: boolean
  readonly error: unknown
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  readonly loadMore: () => void
  readonly refetch: () => void
  readonly query: UseInfiniteQueryResult<{ pages: AnyPage[] }>
}

/** Reads a list in keyset pages. @param input without `cursor`. */
export const usePages = <E extends AnyEndpoint>(
  endpoint: E,
  input: Omit<CallInput<E>, 'cursor'>,
  options: ReadOptions = {},
): Pages<Paged<E>> => {
  const workspaceId = usePathWorkspace()
  const query = useInfiniteQuery({
    queryKey: [...keyOf(endpoint, workspaceId, input), 'pages'],
    queryFn: ({ signal, pageParam }) =>
      call(endpoint, { ...input, cursor: pageParam } as unknown as CallInput<E>, {
        workspaceId: workspaceId ?? undefined,
        signal,
      }) as Promise<AnyPage>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: AnyPage) => page.next ?? undefined,
    enabled: (options.when ?? true) && workspaceId !== null,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    ...(options.staleMs === undefined ? {} : { staleTime: options.staleMs }),
  })
  const items = useMemo(() => (query.data?.pages ?? []).flatMap(page => page.items) as Paged<E>[], [query.data])
  return {
    items,
    isPending: query.isPending,
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
    },
    refetch: () => void query.refetch(),
    query,
  }
}

export interface VerbOptions<E extends AnyEndpoint> {
  /** Shows the change before the server has answered; undone by itself when the server refuses. */
  readonly draw?: (draft: Draft, input: CallInput<E>) => void
  /** Endpoints whose answers this change makes stale. */
  readonly refetch?: readonly AnyEndpoint[]
  readonly onDone?: (output: Output<E>, input: CallInput<E>) => void
  /** True when the form shows the refusal itself; otherwise a toast says it. */
  readonly isQuiet?: boolean
}

export interface Verb<E extends AnyEndpoint> {
  readonly run: (input: CallInput<E>) => void
  /** As `run`, and resolves with the answer or rejects with the ProblemError. */
  readonly ask: (input: CallInput<E>) => Promise<Output<E>>
  readonly isRunning: boolean
  readonly error: unknown
  readonly reset: () => void
  readonly mutation: UseMutationResult<Output<E>, unknown, { input: CallInput<E>; key: string }>
}

/**
 * Changes something through an endpoint. One Idempotency-Key is made for each run and kept over its retries, so that
 * a lost answer never does the thing twice.
 */
export const useVerb = <E extends AnyEndpoint>(endpoint: E, options: VerbOptions<E> = {}): Verb<E> => {
  const workspaceId = usePathWorkspace()
  const client = useQueryClient()
  const toasts = useToasts()
  const refetch = useMemo(() => refetcher(client, { delayMs: 0, way: 'now' }), [client])
  const mutation = useMutation<Output<E>, unknown, { input: CallInput<E>; key: string }, (() => void) | undefined>({
    mutationFn: ({ input, key }) =>
      call(endpoint, input, { workspaceId: workspaceId ?? undefined, idempotencyKey: key }),
    retry: (count, error) => isPassing(error) && count < 2,
    onMutate: ({ input }) => (options.draw ? applyDraft(client, draft => options.draw?.(draft, input)) : undefined),
    onError: (error, _variables, undo) => {
      undo?.()
      if (!options.isQuiet)
        toasts.show({ text: isProblemError(error) ? error.problem.title : String(error), tone: 'bad' })
    },
    onSuccess: (output, { input }) => options.onDone?.(output, input),
    onSettled: () => refetch(options.refetch ?? []),
  })
  const ask = (input: CallInput<E>) => mutation.mutateAsync({ input, key: newKey() })
  return {
    run: input => mutation.mutate({ input, key: newKey() }),
    ask,
    isRunning: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
    mutation: mutation as Verb<E>['mutation'],
  }
}
