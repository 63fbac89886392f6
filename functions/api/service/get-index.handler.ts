import { plainRequest } from '#contracts/api/service/service-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { PAGE_POLICY } from './html-page.ts';
import { START, startPage } from './start-page.ts';

/** JSON for programs, a page for browsers: those name HTML in `Accept`. */
export const handler = apiHandler(plainRequest, async ({ event }) => {
  const forBrowser = (event.headers.accept ?? '').includes('text/html');
  const vary = { vary: 'Accept, Accept-Encoding' };
  return forBrowser
    ? answerIfChanged(event, {
        body: startPage(),
        headers: { ...vary, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PAGE_POLICY },
      })
    : answerIfChanged(event, { body: START, headers: vary });
});
