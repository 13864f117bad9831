import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 of bytes, in lower-case hex. Works without a secure context, unlike the browser's own. */
export const sha256Hex = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));
