// The configuration that the connector's published specification prints, word for word.
export const PUBLISHED_FILE = `connectors:
  bigcommerce:
    enabled: true
    store_hash: "your-store-hash"
    access_token: "your-access-token"
    client_id: "your-client-id"
    sync: { customers: true, orders: true, products: true, carts: true, inventory: false }
    lists: { all_customers: 40, buyers: 41, abandoned_cart: 42 }
customer_mapping:
  email: email
  first_name: FIRSTNAME
  last_name: LASTNAME
  phone: SMS
  company: COMPANY
  addresses[0].city: CITY
  addresses[0].state: STATE
  addresses[0].country: COUNTRY
  addresses[0].zip: ZIP
  orders_count: ORDER_COUNT
  total_spent: TOTAL_SPENT
  date_created: SIGNUP_DATE
  customer_group_id: CUSTOMER_GROUP
webhooks:
  - { scope: "store/customer/created",    destination: "customer_created" }
  - { scope: "store/customer/updated",    destination: "customer_updated" }
  - { scope: "store/order/created",       destination: "order_placed" }
  - { scope: "store/order/updated",       destination: "order_updated" }
  - { scope: "store/order/statusUpdated", destination: "order_status_changed" }
  - { scope: "store/cart/created",        destination: "cart_created" }
  - { scope: "store/cart/updated",        destination: "cart_updated" }
  - { scope: "store/cart/abandoned",      destination: "cart_abandoned" }
  - { scope: "store/inventory/updated",   destination: "inventory_changed" }
`;
