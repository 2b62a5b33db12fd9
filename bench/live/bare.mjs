// The yardstick: a bare node:http server that writes each line of standard input, as it is, to every open connection.
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'

const open = new Set()
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write('retry: 2000\nevent: resync\ndata: {}\n\n')
  open.add(response)
  response.on('close', () => open.delete(response))
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`))
createInterface({ input: process.stdin }).on('line', line => {
  const frame = Buffer.from(`data: ${line}\n\n`)
  for (const response of open) response.write(frame)
})
