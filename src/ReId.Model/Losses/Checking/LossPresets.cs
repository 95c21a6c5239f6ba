namespace ReId.Model.Losses.Checking;

/// <summary>
/// Names of forms: a loss and the options that select the form. The golden files use them, and so may the command line.
/// A name that is not here is looked up in the catalogue.
/// </summary>
public static class LossPresets
{
    private static readonly Dictionary<string, LossPreset> s_all = new List<LossPreset>
    {
        new("contrastive_classic", "contrastive", "form=squares", "reduction=mean"),
        new("contrastive_linear", "contrastive", "form=linear", "reduction=mean_nonzero", "per_sign=true", "normalize=true"),
        new("contrastive_linear_unnormalized", "contrastive", "form=linear", "reduction=mean_nonzero", "per_sign=true"),
        new("triplet_semi_hard", "triplet", "miner=semi_hard", "choice=all", "squared=false"),
        new("triplet_semi_hard_squared", "triplet", "miner=semi_hard", "choice=all"),
        new("triplet_batch_all_squared", "triplet_batch_all", "squared=true", "normalize=true"),
        new("triplet_batch_all_unnormalized", "triplet_batch_all"),
        new("triplet_batch_hard_soft", "triplet_batch_hard", "soft_margin=true"),
        new("triplet_batch_hard_cosine", "triplet_batch_hard", "squared=true", "normalize=true"),
        new("triplet_weighted_self_included", "triplet_weighted", "self_in_positives=true"),
        new("triplet_center_m1", "triplet_center", "margin=1"),
        new("triplet_center_m5", "triplet_center", "margin=5"),
        new("center_half_sum", "center", "reduction=sum", "half=true"),
        new("center_mean", "center", "reduction=mean", "half=false"),
        new("n_pair_l2reg", "n_pair", "l2_reg=0.002"),
        new("n_pair_normalized", "n_pair", "normalize=true"),
        new("lifted_structure_normalized", "lifted_structure", "normalize=true"),
        new("generalized_lifted_normalized", "generalized_lifted", "normalize=true"),
        new("softmax_ce_label_smoothing", "softmax_ce", "label_smoothing=0.1"),
        new("softmax_ce_label_smoothing_k_minus_1", "softmax_ce", "label_smoothing=0.1", "smooth_others_only=true"),
        new("normface_s10", "normface", "scale=10", "learn_scale=false"),
        new("normface_s20", "normface", "scale=20", "learn_scale=false"),
        new("normface_learnable_scale", "normface", "learn_scale=true"),
        new("a_softmax_lambda0", "a_softmax", "lam=0"),
        new("a_softmax_lambda5", "a_softmax", "lam=5"),
        new("a_softmax_lambda1000", "a_softmax", "lam=1000"),
        new("arcface_s30", "arcface", "scale=30"),
        new("arcface_s64", "arcface", "scale=64"),
        new("cosface_s30", "cosface", "scale=30"),
        new("cosface_s64", "cosface", "scale=64"),
        new("circle_reid", "circle", "m=0.25", "gamma=128"),
    }.ToDictionary(preset => preset.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every preset.</summary>
    public static IReadOnlyCollection<LossPreset> All => s_all.Values;

    /// <summary>A loss and settings from the name of a form or of a loss.</summary>
    /// <param name="name">E.g. <c>triplet_batch_hard_soft</c>.</param>
    /// <exception cref="Contracts.ReIdException">Neither a form nor a loss has that name.</exception>
    public static (ILossKind Kind, Dictionary<string, string> Settings) Resolve(string name) =>
        s_all.TryGetValue(name, out var preset)
            ? (LossCatalog.Get(preset.Loss), new Dictionary<string, string>(preset.Settings, StringComparer.OrdinalIgnoreCase))
            : (LossCatalog.Get(name), new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
}
