using System.Globalization;
using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Sequential Sequential() => new(Array.Empty<Module<Tensor, Tensor>>());

            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => new(modules);

            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => new(modules.ToArray());
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>Modules called one after the other; without names they are called "0", "1", ….</summary>
    public class Sequential : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly List<torch.nn.Module<torch.Tensor, torch.Tensor>> _steps = [];

        protected internal Sequential(params torch.nn.Module<torch.Tensor, torch.Tensor>[] modules)
            : base(nameof(Sequential))
        {
            foreach (var module in modules)
            {
                append(module);
            }
        }

        protected internal Sequential(params (string name, torch.nn.Module<torch.Tensor, torch.Tensor> submodule)[] modules)
            : base(nameof(Sequential))
        {
            foreach (var (name, module) in modules)
            {
                append(name, module);
            }
        }

        public int Count => _steps.Count;

        public torch.nn.IModule<torch.Tensor, torch.Tensor> this[int index] => _steps[index];

        public Sequential append(string name, torch.nn.IModule<torch.Tensor, torch.Tensor> module)
        {
            var step = (torch.nn.Module<torch.Tensor, torch.Tensor>)module;
            _steps.Add(step);
            register_module(name, step);
            return this;
        }

        public Sequential append(torch.nn.IModule<torch.Tensor, torch.Tensor> module) =>
            append(_steps.Count.ToString(CultureInfo.InvariantCulture), module);

        /// <summary>Runs the steps; what one step hands to the next is disposed as soon as it was read.</summary>
        public override torch.Tensor forward(torch.Tensor tensor)
        {
            if (_steps.Count == 0)
            {
                return tensor.alias();
            }

            var result = _steps[0].forward(tensor);
            for (var i = 1; i < _steps.Count; i++)
            {
                using var read = result;
                result = _steps[i].forward(read);
            }

            return result;
        }
    }
}
