/** Sends the bytes of a file to an endpoint that takes them, and tells how much has gone. */
import type { AnyEndpoint } from '../../contract/endpoint.ts'
import type { Problem } from '../../contract/problem.ts'
import { currentLocale } from '../platform/i18n.ts'
import { problemError } from '../platform/problem.ts'
import { buildRequest } from '../platform/request.ts'
import { words } from '../platform/words.ts'

/** @param onShare the share that was sent, 0 to 1. @returns what the endpoint answers. @throws ProblemError with the server's refusal. */
export const sendBytes = <Answer>(
  endpoint: AnyEndpoint,
  params: Readonly<Record<string, string>>,
  workspaceId: number,
  file: File,
  onShare: (share: number) => void = () => undefined,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { method, url } = buildRequest(endpoint, params as never, workspaceId)
    // Only this kind of request tells how far an upload is.
    const request = new XMLHttpRequest()
    request.open(method, url)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('accept-language', currentLocale())
    request.upload.onprogress = event => event.lengthComputable && onShare(event.loaded / event.total)
    request.onload = () =>
      request.status < 300
        ? resolve(JSON.parse(request.responseText) as Answer)
        : reject(problemError(problemOf(request)))
    request.onerror = () => reject(problemError(noAnswer(words.t('problem.network'))))
    request.send(file)
  })

const noAnswer = (title: string): Problem => ({ type: 'about:blank', status: 0, code: 'network', title })

const problemOf = (request: XMLHttpRequest): Problem => {
  try {
    return JSON.parse(request.responseText) as Problem
  } catch {
    return { ...noAnswer(words.t('problem.badAnswer', { status: request.status })), status: request.status }
  }
}
