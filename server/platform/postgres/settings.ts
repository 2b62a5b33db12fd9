// The server's settings, given on its command line so that a new version of the product brings new ones.

/** Sized for two cores and 4 GB, where the whole idle product stays below 450 MB. */
const SETTINGS: Record<string, string> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  // Some 25 a process: six processes may share it.
  max_connections: '160',
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  wal_compression: 'on',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_worker_processes: '4',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '1',
  autovacuum_max_workers: '2',
  autovacuum_worker_slots: '2',
  io_workers: '2',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // A statement or a broken key may hold what a customer wrote: neither goes to the log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
  // What the server says of itself, without refused statements: these are the program's business.
  log_min_messages: 'log',
}

/** As `-c name=value` arguments; `extra` wins over ours. */
export function settingArguments(socketFolder: string, extra: Record<string, string>): string[] {
  const all = { ...SETTINGS, unix_socket_directories: socketFolder, ...extra }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
