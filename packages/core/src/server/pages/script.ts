/**
 * What makes pages more comfortable where scripts run. It asks for nothing of its own: it sends the forms that are
 * there, and shows what the server answers.
 */
export const scriptText = `
// A form is sent once, however often its button is pressed.
addEventListener('submit', (event) => {
  const form = event.target
  if (form.method !== 'post' || event.defaultPrevented) return
  if (form.dataset.sent) return event.preventDefault()
  form.dataset.sent = 'yes'
  const forget = () => delete form.dataset.sent
  addEventListener('pageshow', forget, { once: true })
  // Whoever stopped it may try again.
  setTimeout(forget, 10_000)
})

// Imports tell how far they are.
for (const form of document.querySelectorAll('form[data-progress]')) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const button = form.querySelector('button')
    if (button.disabled) return
    button.disabled = true
    const told = showProgress(form)
    try {
      const answer = await fetch(form.action, {
        method: 'POST',
        body: new FormData(form),
        headers: { accept: 'text/event-stream' },
      })
      if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) throw new Error('no events')
      await readEvents(answer.body, (name, data) => {
        if (name === 'progress') told(data)
        else showResult(name === 'result' ? data : { title: 'Nothing was imported', text: data.detail })
      })
    } catch {
      // Once more, as without a script: importing the same again changes nothing.
      form.submit()
    }
  })
}

function showProgress(form) {
  const bar = document.createElement('progress')
  const words = document.createElement('p')
  words.setAttribute('role', 'status')
  words.textContent = 'Sending…'
  bar.setAttribute('aria-label', 'Import')
  form.append(bar, words)
  return ({ file, bytesRead, totalBytes }) => {
    words.textContent = 'Reading ' + file
    if (totalBytes) {
      bar.max = totalBytes
      bar.value = bytesRead
    }
  }
}

async function readEvents(body, take) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    text += value
    const events = text.split('\\n\\n')
    text = events.pop()
    for (const event of events) {
      const name = /^event: ?(.*)$/m.exec(event)?.[1]
      const data = /^data: ?(.*)$/m.exec(event)?.[1]
      if (name && data) take(name, JSON.parse(data))
    }
  }
}

// The server has escaped what is in it; nothing that it shows runs anything.
function showResult({ title, html, text }) {
  const main = document.querySelector('main')
  const heading = document.createElement('h1')
  heading.textContent = title
  heading.tabIndex = -1
  main.replaceChildren(heading)
  if (html) main.insertAdjacentHTML('beforeend', html)
  else {
    const words = document.createElement('p')
    words.textContent = text
    main.append(words)
  }
  document.title = title
  heading.focus()
  scrollTo(0, 0)
}
`
