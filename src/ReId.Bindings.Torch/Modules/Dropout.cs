using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

            public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>Zeroes each element with probability p while training (Srivastava et al., 2014).</summary>
    public sealed class Dropout : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly double _probability;
        private readonly bool _inplace;

        internal Dropout(double probability, bool inplace)
            : base(nameof(Dropout)) => (_probability, _inplace) = (probability, inplace);

        public override torch.Tensor forward(torch.Tensor tensor)
        {
            var result = torch.nn.functional.dropout(tensor, _probability, training, _inplace);
            return _inplace ? result.Alias() : result;
        }
    }
}
