import { formatCount } from "../size.ts";
import type { Content, Payload } from "./content.ts";
import { joined, numberIn, objectIn, objectsIn, textIn, type Fields } from "./fields.ts";

/** A message made from a template: its name, and what was put into it. */
export function readTemplate({ body }: Payload): Content {
  const language = objectIn(body, "language");
  const name = textIn(body, "name", "templateName", "elementName");
  const code =
    language === undefined ? textIn(body, "language", "languageCode") : textIn(language, "code");
  const values = objectsIn(body, "components").flatMap((component) =>
    objectsIn(component, "parameters").flatMap((value) => parameterText(value) ?? []),
  );
  const hydrated = objectIn(body, "hydratedTemplate", "hydratedFourRowTemplate") ?? {};
  return {
    text: textIn(body, "text", "body") ?? textIn(hydrated, "hydratedContentText") ?? joined(values),
    notes: [
      name === undefined ? undefined : `template ${name}`,
      code === undefined ? undefined : `in ${code}`,
    ].filter((note) => note !== undefined),
  };
}

function parameterText(value: Fields): string | undefined {
  const inner = objectIn(value, "currency", "date_time", "image", "video", "document", "location");
  return textIn(value, "text", "payload") ?? textIn(inner ?? {}, "fallback_value", "link", "id");
}

/** An order, a product, a payment: what and how much. */
export function readOrder({ body }: Payload): Content {
  const items = objectsIn(body, "product_items", "products", "items");
  const product = objectIn(body, "product");
  const count = items.length === 0 ? numberIn(body, "itemCount") : items.length;
  return {
    text:
      textIn(body, "text", "body", "message", "note") ??
      textIn(product ?? body, "title", "orderTitle", "name", "description"),
    notes: [
      count === undefined ? undefined : formatCount(count, "item"),
      total(items) ?? amountIn(body),
      ...items.flatMap((item) => itemText(item) ?? []),
    ].filter((note) => note !== undefined),
  };
}

function itemText(item: Fields): string | undefined {
  const quantity = numberIn(item, "quantity");
  const name = textIn(item, "product_retailer_id", "name", "title");
  if (name === undefined) return undefined;
  return quantity === undefined ? name : `${quantity} x ${name}`;
}

function total(items: readonly Fields[]): string | undefined {
  const currency = textIn(items[0] ?? {}, "currency");
  const prices = items.map(
    (item) => (numberIn(item, "item_price") ?? Number.NaN) * (numberIn(item, "quantity") ?? 1),
  );
  const sum = prices.reduce((a, b) => a + b, 0);
  if (items.length === 0 || Number.isNaN(sum)) return undefined;
  return joined([String(Math.round(sum * 100) / 100), currency], " ");
}

/** WhatsApp counts money in thousandths where the field says so. */
function amountIn(body: Fields): string | undefined {
  const thousandths = numberIn(body, "totalAmount1000", "amount1000", "priceAmount1000");
  const amount = thousandths === undefined ? numberIn(body, "total", "amount") : thousandths / 1000;
  if (amount === undefined) return undefined;
  return joined(
    [String(amount), textIn(body, "totalCurrencyCode", "currencyCode", "currency")],
    " ",
  );
}
