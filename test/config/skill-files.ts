// The abandoned-cart skill as it is published, with what the connector needs beside it.

/** Indented by four blanks, as it stands below `skills` at the root. */
export const USUAL = `    enabled: true
    detection:
      inactivity_threshold: 30m
      min_cart_value: 25
      exclude_logged_out: false
    sequence:
      - { delay: 1h, template_id: 101, subject: "Forgot something?" }
      - { delay: 24h, template_id: 102, subject: "Your cart is waiting", include_discount: true, discount_percent: 10, discount_code: BACK10 }
      - { delay: 48h, template_id: 103, include_discount: true, discount_percent: 15, discount_code: BACK15, discount_expiry: 24h }
    stop_on: [cart_recovered, order_placed, unsubscribe]
    timing:
      vip_customers: { first_email: 30m, discount_threshold: 0 }
      new_customers: { first_email: 2h, discount_threshold: 50 }
      repeat_customers: { first_email: 1h, discount_threshold: 100 }
      vip_when: { orders: 5 }
    ab_testing:
      enabled: true
      variants:
        - { name: urgency, subject: "Going fast", weight: 50 }
        - { name: friendly, subject: "Still thinking?", weight: 50 }
`;
