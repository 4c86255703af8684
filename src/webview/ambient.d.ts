// The store's port, whose types the protocol names, speaks of Node's Buffer; the page never meets one.
type Buffer = Uint8Array;
