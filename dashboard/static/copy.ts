/** Runs before the page of a static copy: answers of the service are files, and what no file has is refused. */
import { answerFile } from '#client/answer-file.ts';

const DETAIL = {
  en: 'This is a copy of one run, which cannot compute: start Chokepoint yourself to ask that.',
  ja: 'これは一回の計算結果の写しであり、計算はできません。この問い合わせには Chokepoint をご自身で起動してください。',
};

const send = window.fetch.bind(window);

window.fetch = async (asked, init) => {
  const { pathname, searchParams } = new URL(
    asked instanceof Request ? asked.url : asked,
    window.location.href,
  );
  if (!pathname.startsWith('/v1/')) return send(asked, init);
  const file = (init?.method ?? 'GET') === 'GET' ? answerFile(pathname, searchParams) : null;
  const answer = file === null ? null : await send(`/${file}`);
  if (answer?.ok) return answer;
  const detail = searchParams.get('lang') === 'ja' ? DETAIL.ja : DETAIL.en;
  const problem = { type: 'about:blank', title: 'Static copy', status: 404, detail, instance: pathname };
  return new Response(JSON.stringify({ ...problem, code: 'not_found', request_id: '', errors: [] }), {
    status: 404,
    headers: { 'content-type': 'application/problem+json' },
  });
};
