import type { VectorCheck } from '../../core/codegen/vector-check';
import { Popover } from '../popover/Popover';
import styles from './badge.module.css';
import { type BadgeContent, checkWords, isEqual, mismatchRows, vectorWords } from './badge-words';

export interface BadgeProps {
  content: BadgeContent;
  /** The golden vectors of the export, once it is written. */
  vectors?: VectorCheck | null;
  /** Whose network it is: "W3 A3". */
  name: string;
}

/** Whether the integer network gives the float path's classes, and the export the integer network's; opens to the first mismatches. */
export function Badge({ content, vectors = null, name }: BadgeProps) {
  const words = [checkWords(content), ...(vectors ? [vectorWords(vectors)] : [])];
  return (
    <Popover
      label={`Comparison of ${name}`}
      words={words.map((text, i) => (
        <span key={text}>
          {i > 0 && <span className="visually-hidden">; </span>}
          {text}
        </span>
      ))}
      button={{
        className: styles.badge,
        title: "The float path against the integer network; the export's vectors against the integer network",
        'data-equal': content.check ? isEqual(content, vectors) : undefined,
      }}
      wide
    >
      <div className={styles.content}>
        <h3>{words.join('; ')}</h3>
        {content.check ? <Compared check={content.check} /> : <p>{content.why}</p>}
        {vectors && (
          <p>
            The golden vectors were read out of the export’s own files and run through the integer network,
            packed and unpacked:{' '}
            {vectors.firstDifferent === null
              ? 'every class and score is the same.'
              : `image ${vectors.firstDifferent} is the first with another class or score.`}
          </p>
        )}
      </div>
    </Popover>
  );
}

function Compared({ check }: { check: NonNullable<BadgeContent['check']> }) {
  const rows = mismatchRows(check);
  return (
    <>
      <p>
        At the end of the training, the network was run on the test set twice: in floating point as it was
        trained (quantized weights, BatchNorm with running statistics, quantized activations), and as the
        integer network that is exported.
      </p>
      {rows.length === 0 ? (
        <p>Both gave every image the same class.</p>
      ) : (
        <table aria-label="First mismatches">
          <thead>
            <tr>
              <th scope="col">image</th>
              <th scope="col">label</th>
              <th scope="col">float (both scores)</th>
              <th scope="col">integer (both scores)</th>
              <th scope="col">why</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ image, label, float, integer, reason }) => (
              <tr key={image}>
                <th scope="row">{image}</th>
                <td>{label}</td>
                <td>{float}</td>
                <td>{integer}</td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
