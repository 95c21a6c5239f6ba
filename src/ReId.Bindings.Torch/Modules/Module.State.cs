using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Parameters and buffers by name, module by module in the order of registration.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                foreach (var (name, tensor) in named_parameters(false).Select(p => (p.name, (Tensor)p.parameter)).Concat(named_buffers(false)))
                {
                    destination.TryAdd(Under(prefix, name), tensor);
                }

                foreach (var (name, child) in named_children())
                {
                    child.state_dict(destination, Under(prefix, name));
                }

                return destination;
            }

            /// <summary>Copies values into the parameters and buffers of the same names.</summary>
            /// <returns>The names that were not found in the source, and those of the source that nobody has.</returns>
            /// <exception cref="InvalidOperationException"><paramref name="strict"/>, and a name is missing on either side.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                skip ??= [];
                var own = state_dict();
                var missing = own.Keys.Where(k => !source.ContainsKey(k) && !skip.Contains(k)).ToList();
                var unexpected = source.Keys.Where(k => !own.ContainsKey(k) && !skip.Contains(k)).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary.");
                }

                using (no_grad())
                {
                    foreach (var (name, target) in own.Where(t => source.ContainsKey(t.Key) && !skip.Contains(t.Key)))
                    {
                        if (!target.shape.SequenceEqual(source[name].shape))
                        {
                            throw new ExternalException(
                                $"{name}: the shapes [{string.Join(", ", source[name].shape)}] and [{string.Join(", ", target.shape)}] differ");
                        }

                        target.copy_(source[name]);
                    }
                }

                return (missing, unexpected);
            }

            internal Module MoveTo(Func<Tensor, Tensor> convert)
            {
                using (no_grad())
                {
                    foreach (var tensor in parameters().Concat(buffers()))
                    {
                        using var moved = convert(tensor);
                        tensor.SetData(moved);
                    }
                }

                return this;
            }

            private static string Under(string? prefix, string name) =>
                string.IsNullOrEmpty(prefix) ? name : $"{prefix}.{name}";
        }
    }
}
