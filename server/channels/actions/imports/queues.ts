/** The jobs of imports by name. */
export const openQueue = 'channels.open_import'
export const stepQueue = 'channels.bring_rows'
export const undoQueue = 'channels.take_back'
