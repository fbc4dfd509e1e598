"""The portal's ways out: the two services, the issuer, the database of sealed boxes, the catalogues."""
