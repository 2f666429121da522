// The platform has nothing pure to offer: everything it does touches the world.
export {};
