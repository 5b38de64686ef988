/** The run cannot be followed: it is too long, too deep or does something that the machine does not know. */
export class GivenUp extends Error {}
