# The demo: make demo.
demo-open = { $address }  Type “huber” in the phone on the left; in a minute a follow-up rings there. Stop with Ctrl+C.
