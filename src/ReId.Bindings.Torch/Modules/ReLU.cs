using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static ReLU ReLU(bool inplace = false) => new(inplace);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>max(x, 0).</summary>
    public sealed class ReLU : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly bool _inplace;

        internal ReLU(bool inplace)
            : base(nameof(ReLU)) => _inplace = inplace;

        // In place the input itself would come back under two names; a second handle keeps ownership simple.
        public override torch.Tensor forward(torch.Tensor tensor) =>
            _inplace ? tensor.relu_().Alias() : tensor.relu();

        public override string GetName() => nameof(ReLU);
    }
}
