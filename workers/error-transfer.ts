import { transferHandlers } from 'comlink';
import { BitscapeError } from '../src/core/errors';

/** An error on the wire. */
interface WireError {
  isError: boolean;
  isBitscape: boolean;
  name: string;
  message: string;
  where?: string;
  stack?: string;
  value?: unknown;
}

const original = transferHandlers.get('throw')!;

/**
 * Makes comlink carry errors whole: a BitscapeError arrives as one, with its name, message and `where`; other
 * errors keep name and message. For both sides of every worker.
 */
export function carryErrors(): void {
  transferHandlers.set('throw', {
    canHandle: original.canHandle,
    serialize: (thrown) => [toWire(thrown), []],
    deserialize(wire) {
      throw isWireError(wire) ? fromWire(wire) : new Error(String(wire));
    },
  });
}

const isWireError = (wire: unknown): wire is WireError =>
  typeof wire === 'object' && wire !== null && 'isBitscape' in wire;

/** `thrown`: comlink's wrapper of what was thrown. */
function toWire(thrown: unknown): WireError {
  const value = typeof thrown === 'object' && thrown !== null && 'value' in thrown ? thrown.value : thrown;
  if (!(value instanceof Error)) return { isError: false, isBitscape: false, name: '', message: '', value };
  const { name, message, stack } = value;
  const isBitscape = value instanceof BitscapeError;
  return { isError: true, isBitscape, name, message, stack, ...(isBitscape ? { where: value.where } : {}) };
}

function fromWire({ isError, isBitscape, name, message, where, stack, value }: WireError): unknown {
  if (!isError) return value;
  const error = isBitscape
    ? new BitscapeError(name, message, where)
    : Object.assign(new Error(message), { name });
  if (stack) error.stack = stack;
  return error;
}
