import wasm from 'yoga-wasm';
import loadYoga from '../../node_modules/yoga-layout/dist/binaries/yoga-wasm-base64-esm.js';
import wrapAssembly from '../../node_modules/yoga-layout/dist/src/wrapAssembly.js';

const yoga = {
	instantiateWasm(imports, receive) {
		const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), imports);
		receive(instance);
		return instance.exports;
	},
};

// With the module at hand, Emscripten's loader has filled `yoga` by the time it returns its promise.
void loadYoga(yoga);

export default wrapAssembly(yoga);
export * from '../../node_modules/yoga-layout/dist/src/generated/YGEnums.js';
