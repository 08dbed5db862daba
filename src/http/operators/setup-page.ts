import { httpBounds } from '../http-bounds.ts';

/** Where the first admin chooses e-mail and password. */
export const setupPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Make the first admin</title>
<script type="module" src="/setup.js"></script>
</head>
<body>
<main>
<h1>Make the first admin</h1>
<form>
<p><label>E-mail<br><input name="email" type="email" autocomplete="username" required></label></p>
<p><label>Password<br><input name="password" type="password" autocomplete="new-password"
 minlength="${httpBounds.passwordTextMin}" maxlength="${httpBounds.passwordTextMax}" required></label></p>
<p><button>Make the account</button></p>
</form>
<p role="status"></p>
</main>
</body>
</html>
`;

/** The secret comes from behind the `#`, which browsers keep to themselves. */
export const setupScript = `const form = document.querySelector('form');
const status = document.querySelector('[role=status]');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  status.textContent = 'One moment';
  const { email, password } = Object.fromEntries(new FormData(form));
  try {
    const response = await fetch('/v1/operator/setup', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: location.hash.slice(1), email, password }),
    });
    if (!response.ok) throw new Error((await response.json()).detail);
    form.remove();
    status.textContent = 'The account is made, and you are logged in.';
    location.replace('/console');
  } catch (error) {
    status.textContent = error.message;
  }
});
`;
