using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A part of a network: it owns its parameters and buffers and those of the modules inside it.</summary>
        public partial class Module : IDisposable
        {
            private readonly OrderedDictionary<string, Parameter> _ownParameters = [];
            private readonly OrderedDictionary<string, Tensor> _ownBuffers = [];
            private readonly OrderedDictionary<string, Module> _children = [];
            private readonly string _name;

            protected Module(string name) => _name = name;

            public bool training { get; private set; } = true;

            public virtual string GetName() => _name;

            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is not null)
                {
                    param.DetachFromDisposeScope();
                    _ownParameters[name] = param;
                }
            }

            public virtual void register_buffer(string name, Tensor tensor)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                tensor.DetachFromDisposeScope();
                _ownBuffers[name] = tensor;
            }

            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _children.Remove(name);
                }
                else
                {
                    _children[name] = submodule;
                }
            }

            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>
            /// Registers every module, parameter and tensor that a field of the derived class holds, under the
            /// field's name, in the order of declaration.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                foreach (var field in GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(field.Name, module);
                            break;
                        case Parameter parameter:
                            register_parameter(field.Name, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(field.Name, tensor);
                            break;
                    }
                }
            }

            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var child in _children.Values)
                {
                    child.train(train);
                }
            }

            public virtual void eval() => train(false);

            public virtual void zero_grad()
            {
                foreach (var parameter in parameters())
                {
                    parameter.ClearGradient();
                }
            }

            public virtual Module apply(Action<Module> fn)
            {
                foreach (var child in _children.Values)
                {
                    child.apply(fn);
                }

                fn(this);
                return this;
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                {
                    return;
                }

                foreach (var child in _children.Values)
                {
                    child.Dispose();
                }

                foreach (var tensor in _ownParameters.Values.Concat(_ownBuffers.Values))
                {
                    tensor.Dispose();
                }
            }
        }
    }
}
