// The account's contact attributes: their definitions and which values they take.

export type AttributeValue = string | number | boolean | readonly string[];

export interface AttributeDefinition {
  readonly name: string;
  readonly category: string;
  /** Absent on category attributes, as live answers have it. */
  readonly type?: string | undefined;
  readonly calculatedValue?: string | undefined;
  readonly enumeration?: readonly { readonly value: number; readonly label: string }[] | undefined;
  readonly multiCategoryOptions?: readonly string[] | undefined;
}

/** The attributes of a new account: the names of people's names depend on its language. */
export function standardAttributes(language: 'en' | 'fr'): Map<string, AttributeDefinition> {
  const names = language === 'fr' ? ['PRENOM', 'NOM'] : ['FIRSTNAME', 'LASTNAME'];
  const texts = [...names, 'EMAIL', 'SMS'].map((name) => ({
    name,
    category: 'normal',
    type: 'text',
  }));
  const optIn = {
    // A vendor attribute with a hyphen, and without a type.
    name: 'DOUBLE_OPT-IN',
    category: 'category',
    enumeration: [
      { value: 1, label: 'Yes' },
      { value: 2, label: 'No' },
    ],
  };
  const all: AttributeDefinition[] = [...texts, optIn];
  return new Map(all.map((definition) => [definition.name, definition]));
}

type Fit = (definition: AttributeDefinition, value: unknown) => AttributeValue | undefined;

const fitText: Fit = (_definition, value) => (typeof value === 'string' ? value : undefined);

const fitByType: Readonly<Record<string, Fit>> = {
  float: (_definition, value) =>
    typeof value === 'number' && Number.isFinite(value) ? value : undefined,
  boolean: (_definition, value) => (typeof value === 'boolean' ? value : undefined),
  date: (_definition, value) => (typeof value === 'string' && isDay(value) ? value : undefined),
  'multiple-choice': fitChoices,
};

/** The value as it is kept, `''` for "empty it", undefined when the type does not fit (Brevo ignores such values). */
export function fittingValue(
  definition: AttributeDefinition,
  value: unknown,
): AttributeValue | undefined {
  const { category, type = 'text' } = definition;
  if (category === 'calculated' || category === 'global') return undefined;
  if (value === '') return '';
  if (category === 'category')
    return definition.enumeration?.find((option) => option.value === value)?.value;
  return (fitByType[type] ?? fitText)(definition, value);
}

function fitChoices(
  definition: AttributeDefinition,
  value: unknown,
): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const options = new Set<unknown>(definition.multiCategoryOptions);
  const chosen = value.filter((choice): choice is string => typeof choice === 'string');
  return chosen.length === value.length && chosen.every((choice) => options.has(choice))
    ? chosen
    : undefined;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
