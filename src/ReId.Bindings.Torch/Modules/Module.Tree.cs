using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual IEnumerable<(string name, Module module)> named_children() =>
                _children.Select(c => (c.Key, c.Value));

            public virtual IEnumerable<Module> children() => _children.Values;

            /// <summary>Every module below this one, parents before their children.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules() =>
                from child in _children
                from module in child.Value.named_modules().Prepend((name: "", module: child.Value))
                select (Join(child.Key, module.name), module.module);

            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var own = _ownParameters.Select(p => (p.Key, p.Value));
                return recurse ? own.Concat(Below(m => m.named_parameters())) : own;
            }

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true)
            {
                var own = _ownBuffers.Select(b => (b.Key, b.Value));
                return recurse ? own.Concat(Below(m => m.named_buffers())) : own;
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(p => p.parameter);

            public virtual IEnumerable<Tensor> buffers(bool recurse = true) =>
                named_buffers(recurse).Select(b => b.buffer);

            private static string Join(string prefix, string name) => name.Length == 0 ? prefix : $"{prefix}.{name}";

            private IEnumerable<(string, T)> Below<T>(Func<Module, IEnumerable<(string Name, T Item)>> list) =>
                from child in named_children()
                from entry in list(child.module)
                select (Join(child.name, entry.Name), entry.Item);
        }
    }
}
