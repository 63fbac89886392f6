/** Texts of the gate. */
import { catalogue } from './language.ts';

export const GATE = catalogue({
  title: ['Sign in', 'サインイン'],
  text: [
    'This service shows its numbers to people with an access key. Whoever runs it gives you one.',
    'このサービスの数値を見るには、アクセスキーが必要です。運営者から受け取ってください。',
  ],
  key: ['Access key', 'アクセスキー'],
  enter: ['Sign in', 'サインインする'],
  kept: [
    'The key is not kept in this browser. You stay signed in for twelve hours at most.',
    'キーはこのブラウザに保存されません。サインインは最長12時間続きます。',
  ],
  wrong: [
    'This key is not known here: it was mistyped, cut, or revoked.',
    'このキーは登録されていません。入力の誤りか、取り消されたキーです。',
  ],
  over: [
    'You were signed out because your session has ended.',
    'セッションが終了したため、サインアウトしました。',
  ],
});
