/** Sends a file to its import, and tells how much of it has gone. */
import { putImportFile } from '../../../contract/channels.ts'
import { sendBytes } from '../send-bytes.ts'

/** @param onShare the share that was sent, 0 to 1. @throws ProblemError with the server's refusal. */
export const sendFile = (
  workspaceId: number,
  importId: string,
  file: File,
  onShare: (share: number) => void,
): Promise<unknown> => sendBytes(putImportFile, { importId }, workspaceId, file, onShare)
