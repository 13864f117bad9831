import type { FallbackProps } from 'react-error-boundary';

/** Shown where a panel failed; the rest of the page, and all that is trained, stays. */
export function PanelError({ error, resetErrorBoundary }: FallbackProps) {
  const message = error instanceof Error ? error.message : String(error);
  return (
    <div role="alert">
      <h2>This panel failed</h2>
      <p>{message}</p>
      <p>The rest of the page works on, and trained cells are kept.</p>
      <button type="button" onClick={resetErrorBoundary}>
        Try again
      </button>
    </div>
  );
}
