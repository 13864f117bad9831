import { type ClipboardEvent, type DragEvent, type FormEvent, useRef, useState } from 'react';
import { BitscapeError } from '../../core/errors';
import { addDevice, addDeviceJson } from '../../state/devices';
import { messageOf } from '../../state/messages';
import { Field } from '../setup/Field';
import {
  DEVICE_FIELDS,
  type DeviceDraft,
  type DraftProblems,
  deviceOfDraft,
  dspBlockOfDraft,
  EMPTY_DRAFT,
} from './add-device';
import styles from './add-device.module.css';

/** Adds an FPGA of one's own: figure by figure, or from its JSON, opened, dropped or pasted. */
export function AddDevice({ onDone }: { onDone(): void }) {
  const file = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<DeviceDraft>(EMPTY_DRAFT);
  const [problems, setProblems] = useState<DraftProblems>({});
  const [jsonProblem, setJsonProblem] = useState('');
  const block = dspBlockOfDraft(draft);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = deviceOfDraft(draft);
    if ('problems' in read) return setProblems(read.problems);
    try {
      addDevice(read.device);
      onDone();
    } catch (error) {
      if (!(error instanceof BitscapeError)) throw error;
      setProblems({ id: error.message });
    }
  };
  const takeJson = (text: string, where: string) => {
    try {
      addDeviceJson(text, where);
      onDone();
    } catch (error) {
      setJsonProblem(messageOf(error));
    }
  };
  const open = async (dropped: File | undefined) => {
    if (dropped) takeJson(await dropped.text(), dropped.name);
  };
  // The page around takes dropped files too, as images to train on.
  const drag = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  const drop = (event: DragEvent) => {
    drag(event);
    void open(event.dataTransfer.files[0]);
  };
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text');
    if (!text.trimStart().startsWith('{')) return;
    event.preventDefault();
    takeJson(text, 'pasted text');
  };
  return (
    <form
      className={styles.form}
      aria-label="Add a part"
      noValidate
      onSubmit={submit}
      onDragOver={drag}
      onDrop={drop}
      onPaste={paste}
    >
      {DEVICE_FIELDS.map(({ name, label, kind, hint }) => (
        <Field key={name} label={label} message={problems[name]}>
          <input
            type="text"
            value={draft[name]}
            placeholder={hint}
            inputMode={kind === 'count' ? 'numeric' : 'text'}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={problems[name] !== undefined}
            onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
          />
        </Field>
      ))}
      <p className={styles.hint}>
        {block ? `DSP blocks: ${block}, told from the part.` : 'The part tells the kind of DSP block.'} Or
        drop or paste the JSON of a device here.
      </p>
      {jsonProblem && (
        <p className={styles.problem} role="alert">
          {jsonProblem}
        </p>
      )}
      <div className={styles.row}>
        <button type="submit" data-kind="primary">
          Add
        </button>
        <button type="button" onClick={() => file.current?.click()}>
          Open JSON
        </button>
        <button type="button" onClick={onDone}>
          Cancel
        </button>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label="JSON of a device"
          onChange={({ target }) => {
            void open(target.files?.[0]);
            // So that choosing the same file again is a change.
            target.value = '';
          }}
        />
      </div>
    </form>
  );
}
