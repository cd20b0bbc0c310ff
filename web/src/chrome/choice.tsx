/** One of few, side by side. */
export function Choice<T extends string>({
  legend,
  value,
  options,
  onChoose,
}: {
  legend: string
  value: T
  options: { value: T; name: string; hint?: string }[]
  onChoose(value: T): void
}) {
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
      <div class="segments">
        {options.map((option) => (
          <button
            type="button"
            key={option.value}
            title={option.hint}
            aria-pressed={option.value === value}
            onClick={() => onChoose(option.value)}
          >
            {option.name}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
