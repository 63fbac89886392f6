import { DOCUMENTS, EVIDENCE } from '../../words/evidence.ts';

export const Documents = () => (
  <>
    <ul class="bare shelf">
      {Object.entries(DOCUMENTS).map(([name, text]) => (
        <li key={name} class="card">
          <h2>
            <a href={`/docs/${name}`}>{text.split('\n')[0]}</a>
          </h2>
          <p>{text.split('\n')[1]}</p>
        </li>
      ))}
    </ul>
    <p>
      <a class="btn" href="/docs">
        {EVIDENCE.apiReference}
      </a>
    </p>
  </>
);
